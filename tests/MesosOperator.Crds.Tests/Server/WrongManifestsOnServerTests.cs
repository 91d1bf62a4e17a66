using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using k8s;
using k8s.Autorest;
using k8s.Models;
using MesosOperator.Crds.Definitions;
using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Tests.Support;
using MesosOperator.Crds.Validation;
using MesosOperator.TestKit.Kubernetes.Servers;

[assembly: AssemblyFixture(typeof(SharedKubeApiServer))]

namespace MesosOperator.Crds.Tests.Server;

/// <summary>
/// The wrong manifests of Manifests/Wrong on a real API server. It is older than CEL: what only a rule forbids it stores, as
/// it does what only the operator can check. Both are for the operator to tell.
/// </summary>
public partial class WrongManifestsOnServerTests(SharedKubeApiServer shared)
{
    private static readonly Manifest[] Wrong = [.. Manifest.ReadAll("tests/MesosOperator.Crds.Tests/Manifests/Wrong")];

    public static readonly TheoryData<string> AgainstTheSchema = [.. Wrong.Where(IsAgainstTheSchema).Select(manifest => manifest.Place)];

    public static readonly TheoryData<string> AgainstTheRules =
        [.. Wrong.Where(manifest => !IsAgainstTheSchema(manifest)).Select(manifest => manifest.Place)];

    [Theory, MemberData(nameof(AgainstTheSchema))]
    public async Task The_server_refuses_what_its_schema_forbids(string place)
    {
        var refusal = await Assert.ThrowsAsync<HttpOperationException>(() => CreateAsync(place));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refusal.Response.StatusCode);
        var status = KubernetesJson.Deserialize<V1Status>(refusal.Response.Content);
        var told = status.Details.Causes.Select(cause => WithoutPlace(cause.Field)).ToHashSet();
        Assert.Superset(SchemaProblems(Find(place)).Select(problem => WithoutPlace(problem.Path)).ToHashSet(), told);
    }

    [Theory, MemberData(nameof(AgainstTheRules))]
    public async Task What_breaks_only_rules_and_checks_is_the_operators_to_tell(string place) =>
        Assert.NotNull(await CreateAsync(place));

    /// <summary>A server of this age does not always say which item of a list it means.</summary>
    private static string WithoutPlace(string path) => ItemPlace().Replace(path, "");

    private static Manifest Find(string place) => Wrong.First(candidate => candidate.Place == place);

    /// <summary>Whether the schema alone, without rules and the operator's own checks, forbids it.</summary>
    private static bool IsAgainstTheSchema(Manifest manifest) => SchemaProblems(manifest).Any();

    /// <summary>A status is not looked at: none comes with a new object.</summary>
    private static IEnumerable<Problem> SchemaProblems(Manifest manifest) => SchemaValidator
        .Validate(WithoutRules(manifest.Definition.Schema), ResourceDefaults.Apply(manifest.Definition, manifest.Document), "")
        .Where(problem => !problem.Path.StartsWith("status", StringComparison.Ordinal));

    private static SchemaNode WithoutRules(SchemaNode schema) => schema with
    {
        Rules = [],
        Checks = [],
        Text = schema.Text is { } text && text != TimeFormat.Rule ? PatternAlone(text) : schema.Text,
        Items = schema.Items is { } items ? WithoutRules(items) : null,
        Fields = schema.Fields.ToImmutableSortedDictionary(field => field.Key, field => WithoutRules(field.Value), StringComparer.Ordinal),
    };

    private static TextRule PatternAlone(TextRule rule) =>
        rule with { Problem = text => Regex.IsMatch(text, rule.Pattern) ? null : "does not match" };

    /// <summary>Sends the manifest as a trial, which stores nothing.</summary>
    private async Task<object> CreateAsync(string place)
    {
        using var kubernetes = (await shared.Server).Connect();
        var (_, definition, document, _) = Find(place);
        var (objects, body, stop) = (kubernetes.CustomObjects, document.DeepClone(), TestContext.Current.CancellationToken);
        return definition.Scope == ResourceScope.Cluster
            ? await objects.CreateClusterCustomObjectAsync(
                body, ApiGroup.Name, ApiGroup.Version, definition.Plural, dryRun: "All", cancellationToken: stop)
            : await objects.CreateNamespacedCustomObjectAsync(
                body, ApiGroup.Name, ApiGroup.Version, "default", definition.Plural, dryRun: "All", cancellationToken: stop);
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex ItemPlace();
}
