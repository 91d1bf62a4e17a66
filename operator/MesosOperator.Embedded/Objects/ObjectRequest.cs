using MesosOperator.Embedded.Kinds;
using MesosOperator.Embedded.Ownership;
using MesosOperator.Embedded.Storage;

namespace MesosOperator.Embedded.Objects;

/// <summary>Which object a client would change, and how.</summary>
internal sealed record ObjectRequest(ServedKind Kind, string Namespace, string Name)
{
    /// <summary>Of which part, such as <c>status</c>; empty for the whole.</summary>
    public string Subresource { get; init; } = "";

    public string FieldManager { get; init; } = "unknown";

    public ConflictPolicy Conflicts { get; init; }

    public WriteMode Mode { get; init; }

    public FieldValidation Validation { get; init; } = FieldValidation.Warn;

    /// <summary>What the client is to be told besides the answer.</summary>
    public List<string> Warnings { get; } = [];

    public ObjectAddress Address => new(Kind.StoredAs, Namespace, Name);
}
