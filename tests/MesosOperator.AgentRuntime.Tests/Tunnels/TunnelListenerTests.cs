using MesosOperator.AgentRuntime.Tunnels;

namespace MesosOperator.AgentRuntime.Tests.Tunnels;

public sealed class TunnelListenerTests
{
    /// <summary>A fault on a thread of the pool would end the whole program.</summary>
    [Fact]
    public async Task An_end_that_comes_after_the_server_has_let_go_is_no_fault()
    {
        await using var listener = new TunnelListener();
        var tunnel = listener.Connect();
        var served = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        served!.ConnectionClosed.Register(closed.SetResult);

        await served.DisposeAsync();
        tunnel!.End();

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
