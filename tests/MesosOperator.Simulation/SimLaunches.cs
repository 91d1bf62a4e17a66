using System.Collections.Immutable;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;
using MesosOperator.TestKit;

namespace MesosOperator.Simulation;

/// <summary>Ways to launch tasks: each for itself, on an executor that serves many, or together.</summary>
internal static class SimLaunches
{
    /// <summary>What an executor takes.</summary>
    public static readonly ResourceSet Cost = ResourceText.Parse("cpus:0.1;mem:32;disk:1");

    public static OfferOperation Together(FrameworkId framework, string name, ImmutableArray<TaskInfo> tasks) =>
        new OfferOperation.LaunchGroup(new(new(name), ExecutorKind.Default, Cost, Payload.Empty) { FrameworkId = framework }, tasks);

    public static IEnumerable<ExecutorId> ExecutorsOf(OfferOperation operation) => operation switch
    {
        OfferOperation.LaunchGroup group => [group.Executor.Id],
        OfferOperation.Launch launch => launch.Tasks.Select(task => task.Executor?.Id).OfType<ExecutorId>().Distinct(),
        _ => [],
    };

    /// <summary>Some of the descriptions do not fit those before them, and are refused.</summary>
    public static OfferOperation OnExecutors(Prng prng, ImmutableArray<TaskInfo> tasks) => new OfferOperation.Launch(
    [
        .. tasks.Select(task => task with
        {
            Executor = new(new($"e{prng.Next(2)}"), ExecutorKind.Custom, Cost, prng.Next(10) == 0 ? new Payload("other"u8.ToArray()) : Payload.Empty),
        }),
    ]);
}
