using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Validation;

/// <summary>What is too little or too much.</summary>
internal static class Bounds
{
    public static string? OfNumber(SchemaBounds bounds, long value) =>
        value < bounds.Least ? $"must be at least {bounds.Least}, not {value}"
        : value > bounds.Most ? $"must be at most {bounds.Most}, not {value}"
        : null;

    public static string? OfCount(SchemaBounds bounds, int count, string what) =>
        count == 0 && bounds.Least == 1 ? "must not be empty"
        : count < bounds.Least ? $"must have at least {bounds.Least} {what}, not {count}"
        : count > bounds.Most ? $"must have at most {bounds.Most} {what}, not {count}"
        : null;
}
