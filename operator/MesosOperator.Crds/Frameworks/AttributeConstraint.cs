using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Frameworks;

/// <summary>Something that must hold of an attribute of an agent, or of its host, region or zone.</summary>
[Rule("has(self.attribute) != has(self.property)", "names either attribute or property")]
[Rule("(self.operator in ['Exists', 'NotExists']) != has(self.value)", "value goes with every operator but Exists and NotExists")]
public sealed record AttributeConstraint
{
    /// <summary>The name of an attribute.</summary>
    [Bounds(1, 255)]
    public string? Attribute { get; init; }

    /// <summary>Something that each agent may have.</summary>
    public AgentProperty? Property { get; init; }

    /// <summary>What must hold.</summary>
    [Required]
    public AttributeOperator Operator { get; init; }

    /// <summary>What it is compared with: a text, or a regular expression (RE2) for Matches and NotMatches.</summary>
    [Bounds(0, 1024)]
    public string? Value { get; init; }
}
