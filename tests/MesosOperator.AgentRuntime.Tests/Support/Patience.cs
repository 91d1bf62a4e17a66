namespace MesosOperator.AgentRuntime.Tests.Support;

/// <summary>The bound on everything a test waits for.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Cancelled when waiting makes no sense any more, or the test is.</summary>
    public static CancellationToken Token() => CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken, new CancellationTokenSource(Limit, TimeProvider.System).Token).Token;
}
