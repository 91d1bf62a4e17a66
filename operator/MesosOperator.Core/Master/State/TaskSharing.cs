using System.Numerics;
using System.Runtime.InteropServices;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.State;

/// <summary>
/// Lets tasks that say the same keep it once: there are very many of them, and those of one framework mostly differ in
/// little but their ids.
/// </summary>
internal sealed class TaskSharing
{
    private const int Remembered = 4096;

    private readonly SharingPool<ResourceSet> _resources = new(Remembered, HashOf);
    private readonly SharingPool<Payload> _descriptions = new(Remembered, HashOf);

    /// <summary>An equal task of as few objects of its own as can be.</summary>
    public LaunchedTask Share(LaunchedTask task, FrameworkId framework, AgentId agent) => task with
    {
        FrameworkId = framework,
        Info = task.Info with
        {
            Name = task.Info.Name == task.Id.Value ? task.Id.Value : task.Info.Name,
            AgentId = agent,
            Resources = _resources.Share(task.Info.Resources),
            Description = _descriptions.Share(task.Info.Keepsake ?? task.Info.Description),
            Keepsake = null,
        },
    };

    private static int HashOf(ResourceSet resources)
    {
        var hash = 17;
        foreach (var resource in resources.Items)
            hash = (hash * 31) + resource.GetHashCode();
        return hash;
    }

    private static int HashOf(Payload description)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(description.Bytes.Span);
        var hash = (ulong)description.Bytes.Length;
        foreach (var word in words)
            hash = BitOperations.RotateLeft((hash ^ word) * 0x9E3779B97F4A7C15, 29);
        foreach (var rest in description.Bytes.Span[(words.Length * sizeof(ulong))..])
            hash = (hash ^ rest) * 0x9E3779B97F4A7C15;
        return (int)(hash >> 32);
    }
}
