namespace MesosOperator.Kubernetes.Composition;

/// <summary>A bootstrap token that somebody wants to have made. What is null limits nothing.</summary>
public sealed record NewToken
{
    /// <summary>The name of its Secret; null: one that says its id.</summary>
    public string? SecretName { get; init; }

    /// <summary>How long it is good; null: until it is deleted.</summary>
    public TimeSpan? Life { get; init; }

    /// <summary>How many hosts may join by it.</summary>
    public int? Usages { get; init; }

    /// <summary>Attributes that those hosts must have, such as <c>rack:r1|r2;row:7</c>.</summary>
    public string? Attributes { get; init; }

    /// <summary>Patterns of their names, such as <c>db-*|cache-?</c>.</summary>
    public string? Hostnames { get; init; }

    /// <summary>Regions, such as <c>eu|us</c>.</summary>
    public string? Regions { get; init; }

    /// <summary>Zones.</summary>
    public string? Zones { get; init; }

    /// <summary>What it is for, for people.</summary>
    public string? Description { get; init; }
}
