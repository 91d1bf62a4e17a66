using System.Collections.Immutable;
using System.Reflection;
using k8s.Models;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Definitions;

/// <summary>One of our kinds: its names, what its objects look like, and how they are listed.</summary>
public sealed class ResourceDefinition
{
    internal ResourceDefinition(Type type)
    {
        var names = type.GetCustomAttribute<KubernetesEntityAttribute>()!;
        var kind = type.GetCustomAttribute<CustomResourceAttribute>()!;
        Type = type;
        Kind = names.Kind;
        Plural = names.PluralName;
        ShortName = kind.ShortName;
        Scope = kind.Scope;
        Columns = [.. type.GetCustomAttributes<ColumnAttribute>()];
        SelectableFields = [.. type.GetCustomAttribute<SelectableAttribute>()?.Paths ?? []];
        Scale = type.GetCustomAttribute<ScaleAttribute>();
        Schema = SchemaOf(type);
    }

    /// <summary>The type of its objects.</summary>
    public Type Type { get; }

    /// <summary>Its name, such as <c>Offer</c>.</summary>
    public string Kind { get; }

    /// <summary>Its name in paths, such as <c>offers</c>.</summary>
    public string Plural { get; }

    /// <summary>Its name for one object, such as <c>offer</c>.</summary>
    public string Singular => Kind.ToLowerInvariant();

    /// <summary>Its name for those who type it often, such as <c>of</c>.</summary>
    public string ShortName { get; }

    /// <summary>Where its objects live.</summary>
    public ResourceScope Scope { get; }

    /// <summary>What an object looks like, without the fields that all of Kubernetes has.</summary>
    public SchemaNode Schema { get; }

    internal ImmutableArray<ColumnAttribute> Columns { get; }

    internal ImmutableArray<string> SelectableFields { get; }

    internal ScaleAttribute? Scale { get; }

    private static SchemaNode SchemaOf(Type type)
    {
        var arguments = type.BaseType!.GetGenericArguments();
        return new(SchemaType.Object)
        {
            Description = DocumentedText.Of(type),
            Fields = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
            [
                KeyValuePair.Create("spec", SchemaBuilder.ForSpec(arguments[0])),
                KeyValuePair.Create("status", SchemaBuilder.ForStatus(arguments[1])),
            ]),
            RequiredFields = ["spec"],
        };
    }
}
