using MesosOperator.Runtime.Ports;
using MesosOperator.Runtime.Storage;

namespace MesosOperator.Runtime.Tests.Storage;

public sealed class InMemoryClusterStoreTests : ClusterStoreContract
{
    protected override IClusterStore Create() => new InMemoryClusterStore();
}
