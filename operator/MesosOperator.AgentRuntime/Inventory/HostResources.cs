using System.Collections.Immutable;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>
/// The resources that an agent offers: what the operator of the host says, and for names not mentioned for any role what the host
/// has, less a share for the system (as Mesos: 1 GiB of memory and 5 GiB of disk, or half where there is not twice that; or as they say).
/// </summary>
internal static class HostResources
{
    private const long MemoryForSystemMebibytes = 1024;
    private const long DiskForSystemMebibytes = 5 * 1024;
    private const ulong FirstPort = 31_000;
    private const ulong LastPort = 32_000;

    /// <param name="host">What the host has.</param>
    /// <param name="gpus">How many GPUs were found.</param>
    /// <param name="given">What the operator of the host says.</param>
    /// <param name="defaultRole">For whom what was found is reserved; <c>*</c> for nobody.</param>
    /// <param name="reserve">What is left to the system.</param>
    public static ImmutableArray<Resource> Of(HostFacts host, int gpus, ImmutableArray<Resource> given, string defaultRole, SystemReserve reserve)
    {
        Resource[] found =
        [
            Scalar("cpus", reserve.Rest("cpus", host.Processors) ?? host.Processors),
            Scalar("mem", reserve.Rest("mem", host.MemoryMebibytes) ?? LessSystemShare(host.MemoryMebibytes, MemoryForSystemMebibytes)),
            Scalar("disk", reserve.Rest("disk", host.DiskMebibytes) ?? LessSystemShare(host.DiskMebibytes, DiskForSystemMebibytes)),
            Scalar("gpus", gpus),
            new Resource
            {
                Name = "ports",
                Type = Value.Types.Type.Ranges,
                Ranges = new Value.Types.Ranges { Range = { new Value.Types.Range { Begin = FirstPort, End = LastPort } } },
            },
        ];
        var merged = found.SelectMany(resource => given.Where(own => own.Name == resource.Name).DefaultIfEmpty(StaticRole.Give(resource, defaultRole)))
            .Concat(given.Where(own => found.All(resource => resource.Name != own.Name)));
        return [.. merged.Where(resource => !IsNothing(resource))];
    }

    private static long LessSystemShare(long total, long share) => total >= 2 * share ? total - share : total / 2;

    private static bool IsNothing(Resource resource) =>
        resource.Scalar is { Value: 0 } || resource.Ranges is { Range.Count: 0 } || resource.Set is { Item.Count: 0 };

    private static Resource Scalar(string name, double value) =>
        new() { Name = name, Type = Value.Types.Type.Scalar, Scalar = new Value.Types.Scalar { Value = value } };
}
