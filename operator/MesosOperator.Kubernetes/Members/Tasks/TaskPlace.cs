using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.Mapping;
using MesosOperator.Protocol.Text;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Kubernetes.Members.Tasks;

/// <summary>Where a task runs, as statuses tell it: by the id of its container tools look at it, and by its address others reach it.</summary>
internal static class TaskPlace
{
    /// <param name="containerId">The id of its container.</param>
    /// <param name="address">The address of its Pod; empty while it has none.</param>
    public static Payload Of(string containerId, string address)
    {
        var place = new Wire.ContainerStatus { ContainerId = ContainerIds.ToWire(containerId) };
        if (address.Length > 0)
            place.NetworkInfos.Add(new Wire.NetworkInfo { IpAddresses = { new Wire.NetworkInfo.Types.IPAddress { IpAddress = address } } });
        return Payloads.Encode(new Wire.TaskStatus { ContainerStatus = place });
    }
}
