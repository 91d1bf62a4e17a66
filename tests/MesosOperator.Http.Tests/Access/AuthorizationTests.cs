using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Runtime.Access;
using Request = MesosOperator.Http.Tests.Support.Request;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.Http.Tests.Access;

/// <summary>What those who were let in may do.</summary>
public sealed class AuthorizationTests
{
    private const string Spark = "Authorization: Basic c3Bhcms6c2VjcmV0";
    private const string Other = "Authorization: Basic b3RoZXI6c2VjcmV0";

    [Theory]
    [InlineData("/state", "/state")]
    [InlineData("/master/state", "/state")]
    [InlineData("/master/flags", "/flags")]
    [InlineData("/metrics", "/metrics")]
    [InlineData("/master/metrics/snapshot", "/metrics/snapshot")]
    public async Task A_path_is_read_by_who_may(string path, string asked)
    {
        var access = new FakeAccess { Authorize = (who, what) => new Authorization.Denied($"{who.Name} may not {what}") };
        await using var target = await access.StartAsync();

        var denied = await Answer.OfAsync(target, Request.Get(path).With(Spark));
        access.Authorize = (_, _) => Authorization.Allowed.Yes;
        await using var connection = await RawConnection.OpenAsync(target.Port);
        await connection.SendAsync(Request.Get(path).With(Spark).ToBytes());

        Assert.Equal((403, $"spark may not {new AccessRequest.ReadState(asked)}"), (denied.Status, denied.Text));
        Assert.Equal("HTTP/1.1 200 OK", (await connection.ReadHeadAsync()).StatusLine);
    }

    [Fact]
    public async Task A_read_that_cannot_be_decided_now_may_come_back()
    {
        var access = new FakeAccess { Authorize = (_, _) => new Authorization.Unavailable("ask later") };
        await using var target = await access.StartAsync();

        var answer = await Answer.OfAsync(target, Request.Get("/state").With(Spark));

        Assert.Equal((503, "ask later"), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task A_framework_without_a_principal_gets_that_of_its_credentials()
    {
        var access = new FakeAccess();
        await using var target = await access.StartAsync();

        await using var framework = await SubscribeAsync(target, Info(null, "a", "b/c"), Spark);

        Assert.Equal(Event.Types.Type.Subscribed, (await framework.NextAsync()).Type);
        var view = await target.Master.ViewAsync(TestContext.Current.CancellationToken);
        Assert.Equal("spark", Assert.Single(view!.Frameworks).Info.Principal);
        Assert.Equal(
            [new AccessRequest.SubscribeFramework("", "test"), new AccessRequest.UseRole("a"), new AccessRequest.UseRole("b/c")],
            access.Asked);
    }

    [Fact]
    public async Task A_framework_that_names_another_principal_than_its_own_is_refused()
    {
        var access = new FakeAccess();
        await using var target = await access.StartAsync();

        var answer = await Answer.OfAsync(target, Subscription(Info("other", "a")).With(Spark));

        Assert.Equal(
            (400, "Authenticated principal 'spark' does not match principal 'other' set in `FrameworkInfo`"), (answer.Status, answer.Text));
        Assert.Empty(access.Asked);
        Assert.Empty((await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Frameworks);
    }

    [Theory]
    [InlineData("a", "not a")]
    [InlineData("b", "not b")]
    public async Task A_role_that_is_denied_ends_the_stream_with_an_error(string denied, string message)
    {
        var access = new FakeAccess
        {
            Authorize = (_, what) => what is AccessRequest.UseRole { Role: var role } && role == denied
                ? new Authorization.Denied($"not {role}")
                : Authorization.Allowed.Yes,
        };
        await using var target = await access.StartAsync();

        await using var framework = await SubscribeAsync(target, Info("spark", "a", "b"), Spark);

        var told = await framework.NextAsync();
        Assert.Equal((Event.Types.Type.Error, message), (told.Type, told.Error.Message));
        Assert.Empty(await framework.Stream.ReadChunkAsync());
        Assert.Empty((await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Frameworks);
    }

    [Fact]
    public async Task A_framework_that_may_not_subscribe_is_told_so_on_its_stream()
    {
        var access = new FakeAccess
        {
            Authorize = (_, what) => what is AccessRequest.SubscribeFramework ? new Authorization.Denied("no") : Authorization.Allowed.Yes,
        };
        await using var target = await access.StartAsync();

        await using var framework = await SubscribeAsync(target, Info(null, "a"), Spark);

        Assert.Equal("no", (await framework.NextAsync()).Error.Message);
    }

    [Fact]
    public async Task A_bad_role_is_told_of_and_nobody_is_asked_about_it()
    {
        var access = new FakeAccess();
        await using var target = await access.StartAsync();

        await using var framework = await SubscribeAsync(target, Info(null, "a//b"), Spark);

        Assert.Contains("Role 'a//b' cannot contain two adjacent slashes", (await framework.NextAsync()).Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(access.Asked, what => what is AccessRequest.UseRole);
    }

    [Fact]
    public async Task A_subscription_that_cannot_be_decided_now_may_come_back()
    {
        var access = new FakeAccess { Authorize = (_, _) => new Authorization.Unavailable("ask later") };
        await using var target = await access.StartAsync();

        var answer = await Answer.OfAsync(target, Subscription(Info(null, "a")).With(Spark));

        Assert.Equal((503, "ask later"), (answer.Status, answer.Text));
        Assert.Empty((await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Frameworks);
    }

    [Fact]
    public async Task An_update_to_a_role_that_is_denied_is_refused_and_changes_nothing()
    {
        var access = new FakeAccess
        {
            Authorize = (_, what) => what is AccessRequest.UseRole { Role: "b" } ? new Authorization.Denied("not b") : Authorization.Allowed.Yes,
        };
        await using var target = await access.StartAsync();
        await using var framework = await SubscribeAsync(target, Info(null, "a"), Spark);
        var id = (await framework.NextAsync()).Subscribed.FrameworkId;
        var call = new Call { Type = Call.Types.Type.UpdateFramework, FrameworkId = id, UpdateFramework = new() { FrameworkInfo = Info(null, "a", "b") } };
        call.UpdateFramework.FrameworkInfo.Id = id;

        var answer = await Answer.OfAsync(target, CallOf(call, framework).With(Spark));

        Assert.Equal((403, "not b"), (answer.Status, answer.Text));
        var view = await target.Master.ViewAsync(TestContext.Current.CancellationToken);
        Assert.Equal("a", Assert.Single(Assert.Single(view!.Frameworks).Info.Roles).Value);
    }

    [Fact]
    public async Task A_call_of_somebody_else_is_refused_even_with_the_right_stream()
    {
        await using var target = await new FakeAccess().StartAsync();
        await using var framework = await SubscribeAsync(target, Info(null, "a"), Spark);
        var call = new Call { Type = Call.Types.Type.Teardown, FrameworkId = (await framework.NextAsync()).Subscribed.FrameworkId };

        Assert.Equal(401, (await Answer.OfAsync(target, CallOf(call, framework))).Status);
        Assert.Equal(400, (await Answer.OfAsync(target, CallOf(call, framework).With(Other))).Status);
        Assert.Equal(202, (await Answer.OfAsync(target, CallOf(call, framework).With(Spark))).Status);
    }

    [Theory]
    [InlineData("spark", "ERROR")]
    [InlineData(null, "SUBSCRIBED")]
    public async Task Nobody_in_particular_may_name_a_principal_only_where_none_can_be_proven(string? principal, string told)
    {
        var access = new FakeAccess { Authenticate = _ => new Authentication.Authenticated(Principal.Anonymous) };
        var open = new OpenAuthorizer(access);
        access.Authorize = (who, what) => open.AuthorizeAsync(who, what, CancellationToken.None).Result;
        await using var target = await access.StartAsync();

        await using var framework = await SubscribeAsync(target, Info(principal, "a"), "Accept: application/json");

        Assert.Equal(told, (await framework.NextAsync()).Type.ToString().ToUpperInvariant());
    }

    [Fact]
    public async Task An_open_operator_takes_any_principal()
    {
        await using var target = await TestOperator.StartAsync();

        await using var framework = await Framework.SubscribeAsync(target, Info("spark", "a"));

        Assert.NotEmpty(framework.Id);
    }

    private static FrameworkInfo Info(string? principal, params string[] roles)
    {
        var info = Framework.Info();
        info.Roles.Clear();
        info.Roles.AddRange(roles);
        if (principal is not null)
            info.Principal = principal;
        return info;
    }

    private static Request Subscription(FrameworkInfo info) =>
        Request.Message(new Call { Type = Call.Types.Type.Subscribe, Subscribe = new() { FrameworkInfo = info } }, MessageCodec.Json);

    private static Task<Framework> SubscribeAsync(TestOperator target, FrameworkInfo info, string header) =>
        Framework.OpenAsync(target, info, MessageCodec.Json, header);

    private static Request CallOf(Call call, Framework framework) =>
        Request.Message(call, MessageCodec.Json).With($"Mesos-Stream-Id: {framework.StreamId}");
}
