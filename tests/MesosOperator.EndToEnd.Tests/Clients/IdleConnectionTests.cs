using System.Net.Sockets;
using System.Text;
using MesosOperator.EndToEnd.Tests.Support;

namespace MesosOperator.EndToEnd.Tests.Clients;

public sealed class IdleConnectionTests
{
    /// <summary>Longer than the second in which the server's clock ticks.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(3);

    /// <summary>libmesos takes the end of either of its connections for the loss of the master (mesos-clients 2.9).</summary>
    [Fact]
    public async Task A_connection_that_is_idle_stays_open()
    {
        await using var mesos = await OperatorProcess.StartAsync("--no-agent");
        using var client = new TcpClient();
        await client.ConnectAsync(mesos.Api.Host, mesos.Api.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        var buffer = new byte[4096];
        await stream.WriteAsync("GET /health HTTP/1.1\r\nHost: mesos\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 200", Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, TestContext.Current.CancellationToken)));

        using var idle = new CancellationTokenSource(Idle, TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream.ReadAsync(buffer, idle.Token).AsTask());
    }
}
