using System.Text.Json.Nodes;
using MesosOperator.Embedded.Tests.Support;
using static MesosOperator.Embedded.Tests.Support.RunningServer;

namespace MesosOperator.Embedded.Tests.Serving;

public class ObjectTests
{
    [Fact]
    public async Task What_is_missing_is_filled_in_and_what_only_the_server_says_is_not_taken()
    {
        await using var server = await RunningServer.StartAsync();
        var wanted = Manifests.Framework("a");
        wanted["status"] = new JsonObject { ["id"] = "x" };
        wanted["metadata"]!["uid"] = "x";
        var made = await server.CreateAsync(Frameworks, wanted);
        Assert.Equal(201, made.Code);
        Assert.Equal("true", made.Body!["spec"]!["checkpoint"]!.ToJsonString());
        Assert.Null(made.Body["status"]);
        Assert.NotEqual("x", made.Body["metadata"]!["uid"]!.ToString());
        Assert.Equal("1", made.Body["metadata"]!["generation"]!.ToString());
    }

    [Theory]
    [InlineData("Strict", 400, "strict decoding error: unknown field \"spec.speed\"", "")]
    [InlineData("Warn", 201, "", "unknown field \\\"spec.speed\\\"")]
    [InlineData("Ignore", 201, "", "")]
    public async Task An_unknown_field_is_refused_told_or_dropped(string validation, int code, string message, string warning)
    {
        await using var server = await RunningServer.StartAsync();
        var wanted = Manifests.Framework("a");
        wanted["spec"]!["speed"] = 1;
        var answer = await server.CreateAsync($"{Frameworks}?fieldValidation={validation}", wanted);
        Assert.Equal(code, answer.Code);
        Assert.Contains(message, answer.Message);
        Assert.Contains(warning, answer.Warnings);
        Assert.Null(answer.Body!["spec"]?["speed"]);
    }

    [Fact]
    public async Task A_rehearsal_answers_and_changes_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(201, (await server.CreateAsync($"{Frameworks}?dryRun=All", Manifests.Framework("a"))).Code);
        Assert.Equal(404, (await server.GetAsync($"{Frameworks}/a")).Code);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_in_the_words_of_an_API_server()
    {
        await using var server = await RunningServer.StartAsync();
        await server.CreateAsync(Frameworks, Manifests.Framework("a"));
        var told = new[]
        {
            await server.GetAsync($"{Frameworks}/b"),
            await server.CreateAsync(Frameworks, Manifests.Framework("a")),
            await server.CreateAsync(Frameworks.Replace("default", "none"), Manifests.Framework("a")),
            await server.ReplaceAsync($"{Frameworks}/a", Manifests.Framework("a")),
            await server.PatchAsync($"{Frameworks}/a", """{"metadata":{"resourceVersion":"1"}}"""),
            await server.PatchAsync($"{Frameworks}/a", """{"spec":{"transport":"Http"}}"""),
            await server.PatchAsync($"{Frameworks}/a", "{}", "application/strategic-merge-patch+json"),
            await server.CreateAsync(Frameworks, Manifests.Framework("A b")),
            await server.GetAsync($"{Frameworks}?fieldSelector=spec.user%3Dme"),
            await server.GetAsync($"{Group}/things"),
            await server.DeleteAsync($"{Frameworks}/a", """{"preconditions":{"uid":"x"}}"""),
            await server.SendAsync(HttpMethod.Post, Frameworks, """{"kind":"Framework","kind":"Framework"}"""),
            await server.SendAsync(HttpMethod.Post, Frameworks, new string(' ', 4 * 1024 * 1024) + "{}"),
            await server.CreateAsync(Maps, Manifests.ConfigMap("big", new string('x', 2 * 1024 * 1024))),
        };
        Assert.Equal(
            [
                "404 frameworks.mesosoperator.io \"b\" not found",
                "409 frameworks.mesosoperator.io \"a\" already exists",
                "404 namespaces \"none\" not found",
                "422 Framework.mesosoperator.io \"a\" is invalid: metadata.resourceVersion: Invalid value: 0x0: must be specified for an update",
                "409 Operation cannot be fulfilled on frameworks.mesosoperator.io \"a\": the object has been modified; please apply your changes to the latest version and try again",
                "422 Framework.mesosoperator.io \"a\" is invalid: spec: Invalid value: transport cannot be changed",
                "415 the body of the request was in an unknown format - accepted media types include: application/json-patch+json,application/merge-patch+json,application/apply-patch+yaml (got \"application/strategic-merge-patch+json\")",
                "422 Framework.mesosoperator.io \"A b\" is invalid: metadata.name: Invalid value: \"A b\": a lowercase RFC 1123 subdomain must consist of",
                "400 field label not supported: spec.user",
                "404 the server could not find the requested resource",
                "409 Operation cannot be fulfilled on frameworks.mesosoperator.io \"a\": Precondition failed: UID in precondition: x, UID in object meta:",
                "400 error decoding the body:",
                "413 Request entity too large: limit is 3145728",
                "413 Request entity too large: limit is 1572864",
            ],
            told.Select((answer, index) => Cut($"{answer.Code} {answer.Message}", index)));
        static string Cut(string text, int index) => index switch
        {
            7 => text[..(text.IndexOf("consist of", StringComparison.Ordinal) + 10)],
            10 => text[..(text.IndexOf("meta:", StringComparison.Ordinal) + 5)],
            11 => text[..(text.IndexOf("body:", StringComparison.Ordinal) + 5)],
            _ => text,
        };
    }

    [Fact]
    public async Task What_an_object_owns_goes_with_it_unless_it_is_orphaned()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var (owner, owned) in ((string, string)[])[("a", "a1"), ("b", "b1")])
        {
            var made = await server.CreateAsync(Maps, Manifests.ConfigMap(owner));
            var child = Manifests.ConfigMap(owned);
            child["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "ConfigMap",
                ["name"] = owner,
                ["uid"] = made.Body!["metadata"]!["uid"]!.ToString(),
            });
            await server.CreateAsync(Maps, child);
        }
        await server.DeleteAsync($"{Maps}/a");
        await server.DeleteAsync($"{Maps}/b", """{"propagationPolicy":"Orphan"}""");
        Assert.Equal(["b1"], (await server.GetAsync(Maps)).Names);
        Assert.Null((await server.GetAsync($"{Maps}/b1")).Body!["metadata"]!["ownerReferences"]);
    }

    [Fact]
    public async Task A_namespace_goes_when_the_last_finalizer_in_it_is_off()
    {
        await using var server = await RunningServer.StartAsync();
        await server.CreateAsync("/api/v1/namespaces", new JsonObject { ["metadata"] = new JsonObject { ["name"] = "team" } });
        var held = Manifests.Framework("held");
        held["metadata"]!["finalizers"] = new JsonArray("mesosoperator.io/test");
        var frameworks = Frameworks.Replace("default", "team");
        await server.CreateAsync(frameworks, held);
        await server.CreateAsync(frameworks, Manifests.Framework("free"));
        Assert.Equal("Terminating", (await server.DeleteAsync("/api/v1/namespaces/team")).Body!["status"]!["phase"]!.ToString());
        Assert.Equal(["held"], (await server.GetAsync(frameworks)).Names);
        Assert.Equal(403, (await server.CreateAsync(frameworks, Manifests.Framework("late"))).Code);
        await server.PatchAsync($"{frameworks}/held", """{"metadata":{"finalizers":null}}""");
        Assert.Equal(404, (await server.GetAsync("/api/v1/namespaces/team")).Code);
    }

    [Fact]
    public async Task An_event_is_one_object_in_two_versions()
    {
        await using var server = await RunningServer.StartAsync();
        const string New = "/apis/events.k8s.io/v1/namespaces/default/events";
        await server.CreateAsync(New, new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "a" },
            ["regarding"] = new JsonObject { ["kind"] = "Framework", ["name"] = "batch" },
            ["note"] = "seen",
            ["reason"] = "Seen",
            ["type"] = "Normal",
        });
        var old = (await server.GetAsync("/api/v1/namespaces/default/events?fieldSelector=involvedObject.name%3Dbatch")).Body!["items"]![0]!;
        Assert.Equal(("v1", "seen", "batch"), (old["apiVersion"]!.ToString(), old["message"]!.ToString(), old["involvedObject"]!["name"]!.ToString()));
        await server.PatchAsync($"{New}/a", """{"series":{"count":2}}""");
        var read = (await server.GetAsync($"{New}/a")).Body!;
        Assert.Equal(("seen", "2"), (read["note"]!.ToString(), read["series"]!["count"]!.ToString()));
    }

    [Fact]
    public async Task Who_has_no_token_gets_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", "wrong");
        Assert.Equal(401, (await server.GetAsync(Frameworks)).Code);
        server.Client.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(401, (await server.GetAsync("/api")).Code);
        Assert.Equal("ok", await server.Client.GetStringAsync("/readyz", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("authentication.k8s.io/v1/tokenreviews", """{"spec":{"token":"wrong"}}""", "authenticated", "false")]
    [InlineData("authorization.k8s.io/v1/subjectaccessreviews", """{"spec":{"user":"admin"}}""", "allowed", "true")]
    [InlineData("authorization.k8s.io/v1/subjectaccessreviews", """{"spec":{"user":"eve"}}""", "allowed", "false")]
    [InlineData("authorization.k8s.io/v1/selfsubjectaccessreviews", """{"spec":{}}""", "allowed", "true")]
    public async Task A_review_knows_the_administrator_alone(string path, string question, string field, string expected)
    {
        await using var server = await RunningServer.StartAsync();
        var answer = await server.SendAsync(HttpMethod.Post, $"/apis/{path}", question);
        Assert.Equal(expected, answer.Body!["status"]![field]!.ToJsonString());
    }

    [Fact]
    public async Task The_token_of_the_administrator_is_known()
    {
        await using var server = await RunningServer.StartAsync();
        var token = server.Client.DefaultRequestHeaders.Authorization!.Parameter;
        var answer = await server.SendAsync(
            HttpMethod.Post, "/apis/authentication.k8s.io/v1/tokenreviews", new JsonObject { ["spec"] = new JsonObject { ["token"] = token } }.ToJsonString());
        Assert.Equal("admin", answer.Body!["status"]!["user"]!["username"]!.ToString());
    }
}
