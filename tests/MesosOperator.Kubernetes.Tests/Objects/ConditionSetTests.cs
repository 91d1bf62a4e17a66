using MesosOperator.Crds;
using MesosOperator.Kubernetes.Objects;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.Kubernetes.Tests.Objects;

public class ConditionSetTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, 500, TimeSpan.Zero));

    [Fact]
    public void The_time_changes_only_with_the_status()
    {
        var first = new ConditionSet(null, 1, _time);
        first.Set(Conditions.Connected, ConditionStatus.False, "Gone", "gone");
        _time.Advance(TimeSpan.FromMinutes(1));
        var second = new ConditionSet(first.All, 2, _time);
        second.Set(Conditions.Connected, ConditionStatus.False, "StillGone", "still gone");
        var third = new ConditionSet(second.All, 2, _time);
        third.Set(Conditions.Connected, ConditionStatus.True, "Back", "back");
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            [(start, 1L, "Gone"), (start, 2L, "StillGone"), (start.AddMinutes(1), 2L, "Back")],
            new[] { first, second, third }.Select(set => Assert.Single(set.All)).Select(c => (c.LastTransitionTime, c.ObservedGeneration!.Value, c.Reason)));
    }

    [Fact]
    public void Ready_reconciling_and_stalled_agree_as_kstatus_reads_them()
    {
        var set = new ConditionSet(null, 1, _time);
        set.Set(Conditions.Connected, ConditionStatus.Unknown, "x", "");
        set.SetReconciling("Waiting", "for an agent");
        Assert.Equal("Connected=Unknown Ready=False Reconciling=True", Told(set));
        set.SetStalled("Invalid", "no roles");
        Assert.Equal("Connected=Unknown Ready=False Stalled=True", Told(set));
        set.SetReady("AsWanted", "");
        Assert.Equal("Connected=Unknown Ready=True", Told(set));
        set.Remove(Conditions.Connected);
        Assert.Equal("Ready=True", Told(set));
    }

    [Fact]
    public void A_message_is_cut_to_what_the_schema_takes()
    {
        var set = new ConditionSet(null, 1, _time);
        set.SetStalled("Invalid", new string('x', 100_000));
        Assert.All(set.All, condition => Assert.Equal(32_768, condition.Message.Length));
    }

    private static string Told(ConditionSet set) => string.Join(' ', set.All.Select(condition => $"{condition.Type}={condition.Status}"));
}
