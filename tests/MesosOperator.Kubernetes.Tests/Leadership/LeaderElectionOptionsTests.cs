using MesosOperator.Kubernetes.Leadership;

namespace MesosOperator.Kubernetes.Tests.Leadership;

public class LeaderElectionOptionsTests
{
    [Theory]
    [InlineData("me", 15, 10, 2, 0)]
    [InlineData("", 15, 10, 2, 1)]
    [InlineData("me", 10, 10, 2, 1)]
    [InlineData("me", 15, 2, 2, 1)]
    [InlineData("me", 15, 10, 0, 1)]
    [InlineData("", 0.5, 1, 1, 4)]
    public void Every_problem_is_told(string identity, double lease, double deadline, double retry, int problems) =>
        Assert.Equal(problems, new LeaderElectionOptions("ns", "lease")
        {
            Identity = identity,
            LeaseDuration = TimeSpan.FromSeconds(lease),
            RenewDeadline = TimeSpan.FromSeconds(deadline),
            RetryPeriod = TimeSpan.FromSeconds(retry),
        }.Problems().Count());
}
