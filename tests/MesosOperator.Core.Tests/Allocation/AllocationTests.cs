using CsCheck;

namespace MesosOperator.Core.Tests.Allocation;

public class AllocationTests
{
    private static readonly Gen<AllocationStory.Step> Step = Gen.Select(
        Gen.Frequency(
            (4, Gen.Const(AllocationStory.Verb.AddAgent)),
            (4, Gen.Const(AllocationStory.Verb.Subscribe)),
            (6, Gen.Const(AllocationStory.Verb.Tick)),
            (3, Gen.Const(AllocationStory.Verb.Allocate)),
            (6, Gen.Const(AllocationStory.Verb.Decline)),
            (6, Gen.Const(AllocationStory.Verb.Accept)),
            (3, Gen.Const(AllocationStory.Verb.SetQuota)),
            (10, Gen.Enum<AllocationStory.Verb>())),
        Gen.Int[0, 999],
        Gen.Int[0, 999]).Select((verb, a, b) => new AllocationStory.Step(verb, a, b));

    /// <summary>The fast allocation with its books and shortcuts makes the offers of the obvious one.</summary>
    [Fact]
    public void It_offers_what_the_naive_one_offers_in_the_same_order() =>
        Gen.Select(Gen.Int[1, 4000].Array[4], Step.Array[0, 60]).Sample(
            (weights, steps) =>
            {
                var story = new AllocationStory(weights);
                foreach (var step in steps)
                    story.Tell(step);
            },
            iter: 400,
            print: story => $"weights {string.Join(' ', story.Item1)}: {string.Join(", ", story.Item2.Select(step => $"new({step.Verb}, {step.A}, {step.B})"))}");
}
