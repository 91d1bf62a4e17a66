using MesosOperator.Crds.Expressions;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Texts;

/// <summary>The name of an object of Kubernetes: a DNS subdomain.</summary>
internal sealed class ObjectNameFormat : ITextFormat
{
    public static string Pattern => @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    public static int MaxLength => 253;

    public static string? Problem(string text) => Patterns.Read(Pattern).IsMatch(text)
        ? null
        : "must be the name of an object: lower-case letters and digits, with '-' and '.' between them";
}
