using MesosOperator.Embedded.Hosting;
using MesosOperator.Embedded.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Embedded.Tests.Hosting;

public class EmbeddedApiServerTests
{
    [Fact]
    public void Everything_that_is_wrong_with_options_is_told() => Assert.Equal(
        [
            "the folder of the embedded API server must be named",
            "the port of the embedded API server must be 0 to 65535, not -1",
            "the embedded API server must remember at least 100 changes, not 0",
            "the embedded API server must serve at least 1 watch, not 0",
            "the embedded API server must keep events for some time",
        ],
        EmbeddedApiServerOptionsValidator.Problems(
            new() { Folder = " ", Port = -1, HistoryMax = 0, WatchesMax = 0, EventLifetime = TimeSpan.Zero }));

    [Fact]
    public async Task What_is_secret_is_its_owners_alone_and_stays_over_a_restart()
    {
        using var folder = new TemporaryFolder();
        await (await RunningServer.StartInAsync(folder)).DisposeAsync();
        string[] kept = ["token", "server.pem"];
        var before = kept.Select(name => File.ReadAllText(folder.File(name))).ToArray();
        foreach (var name in (string[])[.. kept, "kubeconfig", "objects.db"])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(folder.File(name)));
        await (await RunningServer.StartInAsync(folder)).DisposeAsync();
        Assert.Equal(before, kept.Select(name => File.ReadAllText(folder.File(name))));
    }

    [Fact]
    public async Task A_second_server_in_a_folder_is_refused_and_the_first_goes_on()
    {
        using var folder = new TemporaryFolder();
        await using var server = await RunningServer.StartInAsync(folder);
        var problem = await Assert.ThrowsAsync<EmbeddedApiServerException>(() => RunningServer.StartInAsync(folder));
        Assert.Contains("another process uses the database", problem.Message);
        Assert.Equal(200, (await server.GetAsync(RunningServer.Maps)).Code);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        await using var server = await RunningServer.StartAsync();
        using var folder = new TemporaryFolder();
        var problem = await Assert.ThrowsAsync<EmbeddedApiServerException>(() => EmbeddedApiServer.StartAsync(
            new() { Folder = folder.Path, Port = server.Server.Address.Port }, TimeProvider.System, Guid.NewGuid, NullLoggerFactory.Instance,
            TestContext.Current.CancellationToken));
        Assert.Contains($"cannot listen on port {server.Server.Address.Port}", problem.Message);
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_is_told()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("server.pem"), "nothing");
        var problem = await Assert.ThrowsAsync<EmbeddedApiServerException>(() => RunningServer.StartInAsync(folder));
        Assert.Contains("remove it, and a new one is made", problem.Message);
    }

    [Fact]
    public async Task Watches_are_bounded_and_end_with_the_server()
    {
        using var folder = new TemporaryFolder();
        await using var server = await RunningServer.StartInAsync(folder, watchesMax: 1);
        using var stream = await server.Client.GetStreamAsync($"{RunningServer.Maps}?watch=true", TestContext.Current.CancellationToken);
        var refused = await server.GetAsync($"{RunningServer.Maps}?watch=true");
        Assert.Equal((429, "5"), (refused.Code, refused.Body!["details"]!["retryAfterSeconds"]!.ToString()));
        await server.Server.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken));
    }
}
