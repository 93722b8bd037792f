import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 24 * 60 * 60 * 1000;

x509.cryptoProvider.set(webcrypto as unknown as Crypto);

/** A private key and a certificate, in PEM. */
export interface KeyAndCertificate {
  key: string;
  certificate: string;
}

async function newKeys(): Promise<CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as unknown as CryptoKeyPair;
}

async function exportKey(keys: CryptoKeyPair): Promise<string> {
  const bytes = await webcrypto.subtle.exportKey(
    'pkcs8',
    keys.privateKey as webcrypto.CryptoKey,
  );
  return x509.PemConverter.encode(bytes, 'PRIVATE KEY');
}

async function createAuthority(now: Date): Promise<KeyAndCertificate> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=kubeflow-sandbox-ca',
    notBefore: new Date(now.getTime() - day),
    notAfter: new Date(now.getTime() + 3650 * day),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    key: await exportKey(keys),
    certificate: certificate.toString('pem'),
  };
}

/**
 * The authority whose certificates clients of the sandbox trust.
 *
 * @param directory - keeps it between starts (files `ca.crt` and `ca.key`); a new one is made each time when left out
 */
export async function loadAuthority(
  directory: string | undefined,
  now: Date,
): Promise<KeyAndCertificate> {
  if (directory === undefined) return createAuthority(now);
  const files = {
    key: join(directory, 'ca.key'),
    certificate: join(directory, 'ca.crt'),
  };
  try {
    return {
      key: await readFile(files.key, 'utf8'),
      certificate: await readFile(files.certificate, 'utf8'),
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = await createAuthority(now);
  await mkdir(directory, { recursive: true });
  await writeFile(files.key, made.key, { mode: 0o600 });
  await writeFile(files.certificate, made.certificate);
  return made;
}

/** A certificate for the names under which the sandbox is reached. */
export async function serverCertificate(
  authority: KeyAndCertificate,
  hosts: string[],
  now: Date,
): Promise<KeyAndCertificate> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const signingKey = await webcrypto.subtle.importKey(
    'pkcs8',
    x509.PemConverter.decode(authority.key)[0],
    algorithm,
    false,
    ['sign'],
  );
  const keys = await newKeys();
  const isAddress = (host: string) =>
    /^[\d.]+$/.test(host) || host.includes(':');
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=kubeflow-sandbox',
    issuer: issuer.subject,
    notBefore: new Date(now.getTime() - day),
    notAfter: new Date(now.getTime() + 365 * day),
    publicKey: keys.publicKey,
    signingKey: signingKey as unknown as CryptoKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        hosts.map(value => ({
          type: isAddress(value) ? ('ip' as const) : ('dns' as const),
          value,
        })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return {
    key: await exportKey(keys),
    certificate: certificate.toString('pem'),
  };
}
