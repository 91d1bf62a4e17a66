using MesosOperator.Core.Frameworks;

namespace MesosOperator.Core.Tests.Allocation;

/// <summary>What can happen in the story, and who takes part.</summary>
internal sealed partial class AllocationStory
{
    internal enum Verb
    {
        AddAgent,
        Subscribe,
        Tick,
        Allocate,
        Decline,
        Accept,
        Finish,
        Suppress,
        Revive,
        Disconnect,
        Resubscribe,
        TearDown,
        LoseLink,
        Return,
        Leave,
        SetQuota,
        SetWeight,
    }

    internal readonly record struct Step(Verb Verb, int A, int B);

    /// <summary>Something of the master's with what stands for it in the model.</summary>
    private sealed class Player<TReal, TModel>(TReal id, TModel model)
    {
        public TReal Id { get; } = id;

        public TModel Model { get; } = model;

        public string Connection { get; set; } = "";

        public FrameworkInfo? Info { get; set; }
    }
}
