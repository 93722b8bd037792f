module github.com/kubeflow-portal/kubeflow-portal/e2e/cluster/crds

go 1.26.0

// The components whose CustomResourceDefinitions the tests apply. Nothing of them is built: only their manifests are read.
require (
	github.com/kserve/kserve v0.20.0
	github.com/kubeflow/mpi-operator v0.8.2
	github.com/kubeflow/trainer/v2 v2.3.0
	github.com/kubeflow/training-operator v1.9.4
	sigs.k8s.io/jobset v0.12.0
	sigs.k8s.io/kueue v0.19.2
)
