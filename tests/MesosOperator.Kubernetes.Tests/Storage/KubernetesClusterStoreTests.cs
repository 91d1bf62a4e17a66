using MesosOperator.Runtime.Ports;
using MesosOperator.Runtime.Tests.Storage;

namespace MesosOperator.Kubernetes.Tests.Storage;

/// <summary>On a fake API server, with caches that never see what was written: the store knows it by itself.</summary>
public sealed class KubernetesClusterStoreTests : ClusterStoreContract
{
    protected override IClusterStore Create() => StoreWorld.Create();
}
