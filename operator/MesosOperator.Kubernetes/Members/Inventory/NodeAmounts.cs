using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.Kubernetes.Members.Inventory;

/// <summary>What of a node can be shared out, in thousandths: of processors, of mebibytes of memory and of disk, of GPUs.</summary>
internal readonly record struct NodeAmounts(long Cpus, long Memory, long Disk, long Gpus)
{
    public static NodeAmounts operator +(NodeAmounts left, NodeAmounts right) =>
        new(left.Cpus + right.Cpus, left.Memory + right.Memory, left.Disk + right.Disk, left.Gpus + right.Gpus);

    public static NodeAmounts operator -(NodeAmounts left, NodeAmounts right) =>
        new(left.Cpus - right.Cpus, left.Memory - right.Memory, left.Disk - right.Disk, left.Gpus - right.Gpus);

    /// <summary>The larger of each.</summary>
    public static NodeAmounts Max(NodeAmounts left, NodeAmounts right) => new(
        Math.Max(left.Cpus, right.Cpus), Math.Max(left.Memory, right.Memory), Math.Max(left.Disk, right.Disk), Math.Max(left.Gpus, right.Gpus));

    /// <summary>So much of everything.</summary>
    public NodeAmounts Percent(int percent) => new(Cpus * percent / 100, Memory * percent / 100, Disk * percent / 100, Gpus * percent / 100);

    /// <summary>As resources that nobody has reserved; what is below zero is none.</summary>
    public IEnumerable<Resource> ToResources()
    {
        foreach (var (name, milli) in ((string, long)[])
            [(ResourceName.Cpus, Cpus), (ResourceName.Disk, Disk), (ResourceName.Gpus, Gpus), (ResourceName.Memory, Memory)])
            if (milli > 0)
                yield return Resource.Of(name, new Amount(milli));
    }

    /// <summary>The scalars of these names, whoever has reserved them.</summary>
    public static NodeAmounts Of(ResourceQuantities quantities) => new(
        quantities.Get(ResourceName.Cpus).Milli,
        quantities.Get(ResourceName.Memory).Milli,
        quantities.Get(ResourceName.Disk).Milli,
        quantities.Get(ResourceName.Gpus).Milli);
}
