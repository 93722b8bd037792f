export * from './ProtobufDecoder';
