using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MesosOperator.Crds.Definitions;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Validation;

/// <summary>
/// Finds what is wrong with an object, whatever the API server checked: an older one knows no rules, and none can do all
/// of the checks. Fields that are not there are judged by their defaults.
/// </summary>
public static class ResourceValidator
{
    /// <summary>Everything that is wrong with an object of a kind, by path; empty when it is valid. Never throws.</summary>
    public static ImmutableArray<Problem> Validate(ResourceDefinition definition, JsonNode? resource) =>
        Validate(definition.Schema, resource);

    /// <summary>Everything that is wrong with a value of a schema, by path; empty when it is valid. Never throws.</summary>
    public static ImmutableArray<Problem> Validate(SchemaNode schema, JsonNode? value) =>
    [
        .. SchemaValidator.Validate(schema, ResourceDefaults.Apply(schema, value), "")
            .OrderBy(problem => problem.Path, StringComparer.Ordinal),
    ];

    /// <summary>Everything that is wrong with an object; empty when it is valid.</summary>
    public static ImmutableArray<Problem> Validate<TResource>(TResource resource) =>
        Validate(ResourceDefinitions.Of(typeof(TResource)), ResourceJson.ToNode(resource));

    /// <summary>Everything that is wrong with changing a valid object into another; empty when it may be changed so.</summary>
    public static ImmutableArray<Problem> ValidateChange(ResourceDefinition definition, JsonNode before, JsonNode after) =>
        ValidateChange(definition.Schema, before, after);

    /// <summary>Everything that is wrong with changing a valid value of a schema into another.</summary>
    public static ImmutableArray<Problem> ValidateChange(SchemaNode schema, JsonNode before, JsonNode after) =>
        [.. SchemaValidator.ValidateChange(schema, ResourceDefaults.Apply(schema, before), ResourceDefaults.Apply(schema, after), "")];

    /// <summary>Everything that is wrong with changing a valid object into another; empty when it may be changed so.</summary>
    public static ImmutableArray<Problem> ValidateChange<TResource>(TResource before, TResource after) =>
        ValidateChange(ResourceDefinitions.Of(typeof(TResource)), ResourceJson.ToNode(before)!, ResourceJson.ToNode(after)!);
}
