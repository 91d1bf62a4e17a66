using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Reconciling;

namespace MesosOperator.Kubernetes.Tests.Reconciling;

public class RequeueTests
{
    [Theory]
    [InlineData(nameof(ApiFailure.NotFound), nameof(RequeueKind.Transient))]
    [InlineData(nameof(ApiFailure.AlreadyExists), nameof(RequeueKind.Conflict))]
    [InlineData(nameof(ApiFailure.Conflict), nameof(RequeueKind.Conflict))]
    [InlineData(nameof(ApiFailure.Expired), nameof(RequeueKind.Transient))]
    [InlineData(nameof(ApiFailure.Invalid), nameof(RequeueKind.Permanent))]
    [InlineData(nameof(ApiFailure.Denied), nameof(RequeueKind.Transient))]
    [InlineData(nameof(ApiFailure.Throttled), nameof(RequeueKind.Throttled))]
    [InlineData(nameof(ApiFailure.Unavailable), nameof(RequeueKind.Transient))]
    [InlineData(nameof(ApiFailure.Rejected), nameof(RequeueKind.Permanent))]
    public void Each_failure_of_the_server_has_its_class(string failure, string kind) =>
        Assert.Equal(kind, Requeue.From(new ApiServerException(Enum.Parse<ApiFailure>(failure), "x")).Kind.ToString());

    [Fact]
    public void Every_failure_is_in_the_table() =>
        Assert.Equal(9, Enum.GetValues<ApiFailure>().Length);

    [Fact]
    public void Of_two_answers_the_one_that_matters_more_wins()
    {
        Requeue[] ordered =
        [
            Requeue.Never, Requeue.After(TimeSpan.FromSeconds(9)), Requeue.After(TimeSpan.FromSeconds(1)), Requeue.Now,
            Requeue.Permanent("p"), Requeue.From(new(ApiFailure.Conflict, "c")), Requeue.Transient("t"),
            new(RequeueKind.Throttled, TimeSpan.FromSeconds(1), "soon"), new(RequeueKind.Throttled, TimeSpan.FromSeconds(9), "late"),
        ];
        for (var i = 0; i < ordered.Length; i++)
            for (var j = 0; j < ordered.Length; j++)
                Assert.Equal(ordered[Math.Max(i, j)], Requeue.Sooner(ordered[i], ordered[j]));
    }
}
