using System.IO.Compression;
using System.Security.Cryptography;
using MesosOperator.AgentRuntime.Fetching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.AgentRuntime.Tests.Executors;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Fetching;

/// <summary>Fetching into the sandbox of one task, from a web server that behaves well or badly and from files.</summary>
public sealed class FetcherTests : IDisposable
{
    private readonly SharedFolder _folder = new();
    private readonly FileServer _server = new();
    private readonly Fetcher _fetcher;

    public FetcherTests()
    {
        Directory.CreateDirectory(Sandbox);
        Directory.CreateDirectory(_folder["home"]);
        File.WriteAllText(At("stdout"), "");
        var limits = new FetchLimits { FirstPause = TimeSpan.FromMilliseconds(1), Stall = TimeSpan.FromSeconds(0.3), Files = 100 };
        _fetcher = new Fetcher(new Downloader(limits, TimeProvider.System), new FetchCache(_folder["cache"], 2_000), limits, _folder["home"]);
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "hdfs://host/file", "scheme 'hdfs' is not supported" },
        { "file://elsewhere/file", "a file must be of this host" },
        { "http://127.0.0.1/", "it names no file" },
        { "/no/such/file", "No such file or directory" },
        { "/dev/zero", "it is no regular file" },
        { "/etc", "it is no regular file" },
        { "/etc/hostname#sha256=12", "the checksum has not the 64 hexadecimal digits" },
    };

    private string Sandbox => _folder["sandbox"];

    public void Dispose()
    {
        _fetcher.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Downloads_files_under_their_names_and_under_others()
    {
        var address = _server.Holds("/a/tool.sh?token=x", "echo hi");

        Assert.Null(await FetchAsync(Uri(address, uri => uri.Executable = true), Uri(address, uri => uri.OutputFile = "conf/run.sh")));

        Assert.Equal("echo hi", File.ReadAllText(At("tool.sh")));
        Assert.True(File.GetUnixFileMode(At("tool.sh")).HasFlag(UnixFileMode.OtherExecute));
        Assert.False(File.GetUnixFileMode(At("conf/run.sh")).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public async Task Tries_again_what_breaks_off_fails_or_stalls_and_no_more_than_three_times()
    {
        var address = _server.Answers("/f", (attempt, stream) => attempt switch
        {
            1 => FileServer.WriteAsync(stream, "503 Busy", [], 0),
            2 => FileServer.WriteAsync(stream, "200 OK", "half"u8.ToArray(), 100),
            _ => FileServer.WriteAsync(stream, "200 OK", "whole"u8.ToArray(), 5),
        });
        var never = _server.Answers("/never", (_, stream) => FileServer.WriteAsync(stream, "200 OK", "half"u8.ToArray(), 100));
        var slow = _server.Answers("/slow", async (_, stream) =>
        {
            await FileServer.WriteAsync(stream, "200 OK", "a bit"u8.ToArray(), 100);
            await stream.ReadExactlyAsync(new byte[1]);
        });

        Assert.Null(await FetchAsync(Uri(address)));
        Assert.Equal(("whole", 3), (File.ReadAllText(At("f")), _server.Asked("/f")));
        Assert.Contains("the connection broke", await FetchAsync(Uri(never)));
        Assert.Equal(3, _server.Asked("/never"));
        Assert.Equal($"Fetching '{slow}' failed: the server has said nothing for 0.3 s", await FetchAsync(Uri(slow)));
        Assert.Equal($"Fetching '{_server.Address("/absent")}' failed: the server answered 404 Not Found", await FetchAsync(Uri(_server.Address("/absent"))));
        Assert.Equal(1, _server.Asked("/absent"));
    }

    [Fact]
    public async Task Follows_redirects_and_tells_no_password()
    {
        var to = _server.Holds("/there", "found");
        var from = _server.Answers("/here", (_, stream) => FileServer.WriteAsync(stream, "302 Found", [], 0, $"Location: {to}\r\n"));

        Assert.Null(await FetchAsync(Uri(from)));
        Assert.Equal("found", File.ReadAllText(At("here")));
        var problem = await FetchAsync(Uri(_server.Address("/absent?key=secret").Replace("http://", "http://me:secret@", StringComparison.Ordinal)));

        Assert.DoesNotContain("secret", problem);
        Assert.Contains("Authorization: Basic " + Convert.ToBase64String("me:secret"u8), _server.LastRequest);
    }

    [Fact]
    public async Task Nobody_to_connect_to_is_told()
    {
        Assert.StartsWith("Fetching 'http://127.0.0.1:1/f' failed: Connection refused", await FetchAsync(Uri("http://127.0.0.1:1/f")));
    }

    [Fact]
    public async Task A_checksum_must_be_right()
    {
        var address = _server.Holds("/f", "content");
        var right = Convert.ToHexString(SHA256.HashData("content"u8));

        Assert.Null(await FetchAsync(Uri($"{address}#sha256={right}")));
        var problem = await FetchAsync(Uri($"{address}#sha256={new string('0', 64)}", uri => uri.Cache = true));

        Assert.Equal($"Fetching '{address}' failed: its checksum is sha256={right.ToLowerInvariant()}, not {new string('0', 64)}", problem);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_cannot_be_fetched_is_told(string uri, string reason) => Assert.Contains(reason, await FetchAsync(Uri(uri)));

    [Theory]
    [InlineData("../out", "leads out of the sandbox")]
    [InlineData("a/../../out", "leads out of the sandbox")]
    [InlineData("stdout", "is a name of the sandbox's own")]
    [InlineData("tmp/x", "is a name of the sandbox's own")]
    public async Task No_output_lies_elsewhere(string output, string reason) =>
        Assert.Contains(reason, await FetchAsync(Uri(_server.Holds("/f", "x"), uri => uri.OutputFile = output)));

    [Fact]
    public async Task A_relative_path_begins_where_the_agent_says()
    {
        File.WriteAllText(_folder["home/app.jar"], "jar");

        Assert.Null(await FetchAsync(Uri("app.jar")));

        Assert.Equal("jar", File.ReadAllText(At("app.jar")));
    }

    [Fact]
    public async Task Files_are_read_with_the_rights_of_the_task_and_belong_to_it()
    {
        Assert.SkipUnless(SystemUser.CurrentIsRoot, "Only root has tasks of other users");
        var nobody = SystemUser.Find("nobody")!;
        File.WriteAllText(_folder["secret"], "secret");
        File.SetUnixFileMode(_folder["secret"], UnixFileMode.UserRead);
        File.WriteAllText(_folder["open"], "open");

        Assert.Equal($"Fetching '{_folder["secret"]}' failed: Permission denied", await FetchAsync(nobody, Uri(_folder["secret"])));
        Assert.Null(await FetchAsync(nobody, Uri(_folder["open"], uri => uri.OutputFile = "a/b")));

        Assert.Equal("open", File.ReadAllText(At("a/b")));
        Assert.Equal([nobody.UserId, nobody.UserId], new[] { "a", "a/b" }.Select(name => Owner(At(name))));
        Assert.Null(await FetchAsync(Uri(_folder["secret"])));
    }

    [Fact]
    public async Task A_task_fills_no_more_disk_than_it_has()
    {
        var task = Orders.Task("t1", "true");
        task.Resources.Add(ExecutorOrders.Scalar("disk", 1));
        task.Command.Uris.Add(Uri(_server.Holds("/f.gz", Gzip(new byte[3 << 20]))));

        Assert.Contains("it needs more than the 1 MB of disk that the task may fill", await FetchAsync(null, task, TestContext.Current.CancellationToken));
        Assert.InRange(new System.IO.FileInfo(At("f")).Length, 0, 1 << 20);
    }

    [Fact]
    public async Task One_download_serves_all_who_want_it_at_the_same_time_and_later()
    {
        var ready = new TaskCompletionSource();
        var address = _server.Answers("/f", async (_, stream) =>
        {
            await ready.Task;
            await FileServer.WriteAsync(stream, "200 OK", "shared"u8.ToArray(), 6);
        });
        CommandInfo.Types.URI Wish(int number) => Uri(address, uri => (uri.Cache, uri.OutputFile) = (true, $"f{number}"));

        var fetching = Enumerable.Range(0, 5).Select(number => FetchAsync(Wish(number))).ToList();
        ready.SetResult();
        Assert.All(await Task.WhenAll(fetching), Assert.Null);
        Assert.Null(await FetchAsync(Wish(5)));

        Assert.Equal(1, _server.Asked("/f"));
        Assert.All(Enumerable.Range(0, 6), number => Assert.Equal("shared", File.ReadAllText(At($"f{number}"))));
    }

    [Fact]
    public async Task The_cache_gives_up_what_was_asked_for_longest_ago_and_what_is_too_large_for_it_is_not_kept()
    {
        foreach (var name in new[] { "/a", "/b", "/a", "/c", "/a", "/b" })
            await FetchAnewAsync(name, 900);
        for (var time = 0; time < 2; time++)
            await FetchAnewAsync("/large", 3_000);

        Assert.Equal((1, 2, 1), (_server.Asked("/a"), _server.Asked("/b"), _server.Asked("/c")));
        Assert.Equal((4, 3_000), (_server.Asked("/large"), new System.IO.FileInfo(At("large")).Length));
    }

    [Fact]
    public async Task Who_gives_up_does_not_spoil_it_for_others()
    {
        var ready = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var address = _server.Answers("/f", async (_, stream) =>
        {
            begun.SetResult();
            await ready.Task;
            await FileServer.WriteAsync(stream, "200 OK", "shared"u8.ToArray(), 6);
        });
        using var stop = new CancellationTokenSource();
        var task = Orders.Task("t1", "true");
        task.Command.Uris.Add(Uri(address, uri => (uri.Cache, uri.OutputFile) = (true, "one")));

        var givenUp = FetchAsync(null, task, stop.Token);
        var other = FetchAsync(Uri(address, uri => (uri.Cache, uri.OutputFile) = (true, "other")));
        await begun.Task.WaitAsync(Patience.Token());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        ready.SetResult();

        Assert.Null(await other);
        Assert.Equal("shared", File.ReadAllText(At("other")));
    }

    private async Task FetchAnewAsync(string path, int size)
    {
        File.Delete(At(path[1..]));
        Assert.Null(await FetchAsync(Uri(_server.Holds(path, new byte[size]), uri => uri.Cache = true)));
    }

    private string At(string name) => Path.Combine(Sandbox, name);

    private static CommandInfo.Types.URI Uri(string value, Action<CommandInfo.Types.URI>? change = null)
    {
        var uri = new CommandInfo.Types.URI { Value = value };
        change?.Invoke(uri);
        return uri;
    }

    private Task<string?> FetchAsync(params CommandInfo.Types.URI[] uris) => FetchAsync(null, uris);

    private Task<string?> FetchAsync(SystemUser? user, params CommandInfo.Types.URI[] uris)
    {
        var task = Orders.Task("t1", "true");
        task.Command.Uris.Add(uris);
        return FetchAsync(user, task, Patience.Token());
    }

    private Task<string?> FetchAsync(SystemUser? user, TaskInfo task, CancellationToken stop) =>
        _fetcher.FetchAsync(new TaskLaunch(Orders.Agent, Orders.FrameworkInfo(), task, "dev", "c1", Sandbox), user, stop);

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }

    private static uint Owner(string path)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("stat", ["-c", "%u", path]) { RedirectStandardOutput = true })!;
        return uint.Parse(process.StandardOutput.ReadToEnd(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
