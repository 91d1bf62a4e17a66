using System.Reflection;
using MesosOperator.Crds.Definitions;
using MesosOperator.Crds.Tests.Support;

namespace MesosOperator.Crds.Tests.Definitions;

public class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs/custom-resources.md"));

    [Fact]
    public void Every_kind_is_documented_with_its_short_name() => Assert.All(
        ResourceDefinitions.All, definition => Assert.Contains($"| {definition.Kind} | `{definition.ShortName}` |", Page));

    [Fact]
    public void Every_condition_is_documented() =>
        Assert.All(Strings(typeof(Conditions)), condition => Assert.Contains($"`{condition}`", Page));

    [Fact]
    public void Every_annotation_that_users_set_is_documented() =>
        Assert.All(Strings(typeof(Annotations)), annotation => Assert.Contains(annotation, Page));

    private static IEnumerable<string> Strings(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
}
