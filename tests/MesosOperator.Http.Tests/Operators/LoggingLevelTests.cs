using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Master;
using MesosOperator.Runtime.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Request = MesosOperator.Http.Tests.Support.Request;

namespace MesosOperator.Http.Tests.Operators;

/// <summary>The operator logs more for a while, and then as before: case X01.</summary>
public sealed class LoggingLevelTests
{
    private const string SetTo1ForAMinute = """{"type":"SET_LOGGING_LEVEL","set_logging_level":{"level":1,"duration":{"nanoseconds":60000000000}}}""";

    [Fact]
    public async Task X01_a_level_is_set_for_a_time_and_goes_back()
    {
        await using var target = await StartAsync();
        var logger = target.Get<ILoggerFactory>().CreateLogger("MesosOperator.Any");
        Assert.False(logger.IsEnabled(LogLevel.Debug));

        Assert.Equal((200, ""), await StatusAsync(target, SetTo1ForAMinute));

        Assert.Equal(1u, await LevelAsync(target));
        Assert.True(logger.IsEnabled(LogLevel.Debug));
        Assert.False(logger.IsEnabled(LogLevel.Trace));
        target.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.True(logger.IsEnabled(LogLevel.Debug));
        target.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(logger.IsEnabled(LogLevel.Debug));
        Assert.Equal(0u, await LevelAsync(target));
    }

    [Fact]
    public async Task X01_a_later_level_has_its_own_time()
    {
        await using var target = await StartAsync();
        await StatusAsync(target, SetTo1ForAMinute);
        target.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal((200, ""), await TextAsync(target, "/logging/toggle?level=3&duration=2mins"));

        Assert.Equal((200, "3\n"), await TextAsync(target, "/logging/toggle"));
        Assert.True(target.Get<ILoggerFactory>().CreateLogger("MesosOperator.Any").IsEnabled(LogLevel.Trace));
        target.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(3u, await LevelAsync(target));
        target.Time.Advance(TimeSpan.FromSeconds(89));
        Assert.Equal((200, "0\n"), await TextAsync(target, "/logging/toggle"));
    }

    [Theory]
    [InlineData("level=1", "Expecting 'duration=value' in query.\n")]
    [InlineData("duration=1secs", "Expecting 'level=value' in query.\n")]
    [InlineData("level=-1&duration=1secs", "Invalid level '-1'.\n")]
    [InlineData("level=1&duration=soon", "Invalid duration 'soon'.\n")]
    public async Task X01_what_makes_no_sense_is_refused(string query, string expected)
    {
        await using var target = await StartAsync();

        Assert.Equal((400, expected), await TextAsync(target, "/logging/toggle?" + query));
        Assert.Equal(0u, await LevelAsync(target));
    }

    [Fact]
    public async Task X01_not_everybody_may_set_it()
    {
        var access = new FakeAccess { Authorize = (_, request) => request is AccessRequest.SetLoggingLevel ? new Authorization.Denied("no") : Authorization.Allowed.Yes };
        await using var target = await access.StartAsync();

        var answer = await OperatorClient.CallAsync(target, SetTo1ForAMinute, "Authorization: Bearer good");
        var old = await Answer.OfAsync(target, Request.Get("/logging/toggle?level=1&duration=1secs").With("Authorization: Bearer good"));

        Assert.Equal([(403, "no"), (403, "no")], [(answer.Status, answer.Text), (old.Status, old.Text)]);
    }

    private static Task<TestOperator> StartAsync() => TestOperator.StartAsync(new TestSetup
    {
        Configure = services => services.AddLogging(logging => logging.AddProvider(new SilentLogs()).SetMinimumLevel(LogLevel.Warning)),
    });

    private static async Task<uint> LevelAsync(TestOperator target) =>
        (await OperatorClient.ReadAsync(target, Call.Types.Type.GetLoggingLevel, MessageCodec.Json)).GetLoggingLevel.Level;

    private static async Task<(int Status, string Text)> StatusAsync(TestOperator target, string call)
    {
        var answer = await OperatorClient.CallAsync(target, call);
        return (answer.Status, answer.Text);
    }

    private static async Task<(int Status, string Text)> TextAsync(TestOperator target, string path)
    {
        var answer = await Answer.OfAsync(target, Request.Get(path));
        return (answer.Status, answer.Text);
    }
}
