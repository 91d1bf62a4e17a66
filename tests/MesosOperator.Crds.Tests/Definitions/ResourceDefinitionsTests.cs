using MesosOperator.Crds.Definitions;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Tests.Definitions;

public class ResourceDefinitionsTests
{
    public static readonly TheoryData<string> Kinds = [.. ResourceDefinitions.All.Select(definition => definition.Kind)];

    [Fact]
    public void There_are_eight_kinds_with_the_names_that_users_type() => Assert.Equal(
        [
            "Agent agents ag Cluster", "Cluster clusters mcl Cluster", "Framework frameworks fw Namespaced",
            "Machine machines mach Cluster", "NodePool nodepools np Cluster", "Offer offers of Namespaced",
            "Role roles mrole Cluster", "Task tasks mtask Namespaced",
        ],
        ResourceDefinitions.All.Select(d => $"{d.Kind} {d.Plural} {d.ShortName} {d.Scope}"));

    [Theory, MemberData(nameof(Kinds))]
    public void A_listing_is_narrow_and_its_rest_is_wide(string kind)
    {
        var columns = ResourceDefinitions.Find(kind)!.Columns;
        Assert.InRange(columns.Count(column => !column.IsWide), 3, 6);
        Assert.Equal(columns.Length, columns.Select(column => column.Name).Distinct().Count());
        Assert.Equal("Message", columns[^1].Name);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Columns_selectable_fields_and_scale_lead_to_fields(string kind)
    {
        var definition = ResourceDefinitions.Find(kind)!;
        var scale = definition.Scale is { } s ? new[] { s.Wanted, s.Present } : [];
        var paths = definition.Columns.Select(column => column.Path).Where(path => !path.Contains('?'))
            .Concat(definition.SelectableFields).Concat(scale);
        Assert.All(paths, path => Assert.NotNull(Follow(definition.Schema, path.TrimStart('.').Split('.'))));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Everything_is_bounded_and_described(string kind)
    {
        foreach (var (path, node) in Walk("", ResourceDefinitions.Find(kind)!.Schema))
        {
            if (node.Type is SchemaType.Array or SchemaType.Map)
                Assert.True(node.Bounds.Most is > 0, $"{path} may have any number of entries");
            if (node.Type is SchemaType.String && node.Choices.IsEmpty)
                Assert.True(node.Bounds.Most is > 0 || node.Text is not null, $"{path} may be of any length");
            if (path.Length > 0 && !path.EndsWith(']'))
                Assert.True(node.Description is { Length: > 0 } text && text.EndsWith('.'), $"{path} is not described: {node.Description}");
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_status_has_conditions_and_the_generation_that_was_seen(string kind)
    {
        var status = ResourceDefinitions.Find(kind)!.Schema.Fields["status"];
        Assert.Contains("observedGeneration", status.Fields.Keys);
        Assert.Equal(ListIdentity.By("type"), status.Fields["conditions"].Identity);
        Assert.Contains("observedGeneration", status.Fields["conditions"].Items!.Fields.Keys);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void What_was_observed_has_no_defaults(string kind) => Assert.All(
        Walk("status", ResourceDefinitions.Find(kind)!.Schema.Fields["status"]), node => Assert.Null(node.Node.Default));

    [Theory, MemberData(nameof(Kinds))]
    public void Changes_are_judged_only_where_API_servers_can_tell_what_was_before(string kind) => Assert.All(
        Walk("", ResourceDefinitions.Find(kind)!.Schema).Where(node => node.Path.Contains('[')),
        node => Assert.DoesNotContain(node.Node.Rules, rule => rule.IsTransition));

    [Theory, MemberData(nameof(Kinds))]
    public void The_key_of_a_list_is_a_required_field(string kind)
    {
        var keyed = Walk("", ResourceDefinitions.Find(kind)!.Schema).Where(node => node.Node.Identity.Key is not null);
        Assert.All(keyed, node => Assert.Contains(node.Node.Identity.Key!, node.Node.Items!.RequiredFields));
    }

    private static SchemaNode? Follow(SchemaNode node, string[] path)
    {
        foreach (var part in path)
        {
            var next = node.Type == SchemaType.Map ? node.Items : node.Fields.GetValueOrDefault(part);
            if (next is null)
                return null;
            node = next;
        }

        return node;
    }

    private static IEnumerable<(string Path, SchemaNode Node)> Walk(string path, SchemaNode node) =>
        node.Fields.SelectMany(field => Walk($"{path}.{field.Key}".TrimStart('.'), field.Value))
            .Concat(node.Items is { } items ? Walk($"{path}[]", items) : [])
            .Prepend((path, node));
}
