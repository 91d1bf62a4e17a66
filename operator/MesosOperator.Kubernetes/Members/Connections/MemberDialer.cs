using k8s;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>Makes connections to clusters of which is known where they are and what they are shown.</summary>
internal delegate MemberConnection MemberDialer(KubernetesClientConfiguration configuration, MemberCredentials credentials, IApiTraffic traffic);
