namespace MesosOperator.Runtime.Tests;

public sealed class RuntimeLimitsTests
{
    [Fact]
    public void Defaults_have_no_problem() => Assert.Empty(new RuntimeLimits().Problems());

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        var limits = new RuntimeLimits
        {
            MailboxCapacity = 0,
            MaxBatch = 0,
            StreamBuffer = 1,
            LinkBuffer = 1,
            MaxRequestBytes = 0,
            MaxLinkMessageBytes = 0,
            StuckAfter = TimeSpan.Zero,
        };

        var problems = limits.Problems().ToArray();

        Assert.Equal(
            [
                nameof(limits.MailboxCapacity), nameof(limits.MaxBatch), nameof(limits.StreamBuffer), nameof(limits.LinkBuffer),
                nameof(limits.MaxRequestBytes), nameof(limits.MaxLinkMessageBytes), nameof(limits.StuckAfter),
            ],
            problems.Select(problem => problem.Split(' ')[0]));
    }
}
