using MesosOperator.Protocol.Mesos.V1;
using Attribute = MesosOperator.Protocol.Mesos.V1.Attribute;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>What a cloud says about one of its machines; null for what it does not say.</summary>
/// <param name="Cloud">aws, azure or gce.</param>
/// <param name="Region">Such as eu-west-1.</param>
/// <param name="Zone">Such as eu-west-1a.</param>
/// <param name="InstanceType">As the cloud names it.</param>
/// <param name="InstanceId">As the cloud names it.</param>
/// <param name="Lifecycle"><c>spot</c> where the cloud may take it away, else <c>on-demand</c>.</param>
internal sealed record CloudFacts(string? Cloud, string? Region, string? Zone, string? InstanceType, string? InstanceId, string? Lifecycle)
{
    public static readonly CloudFacts None = new(null, null, null, null, null, null);

    public IEnumerable<Attribute> Attributes =>
        from attribute in ((string Name, string? Value)[])[("cloud", Cloud), ("instance_type", InstanceType), ("instance_id", InstanceId), ("lifecycle", Lifecycle)]
        where attribute.Value is { Length: > 0 }
        select HostAttributes.Text(attribute.Name, attribute.Value);
}
