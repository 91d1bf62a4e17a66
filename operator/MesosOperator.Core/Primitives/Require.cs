using System.Diagnostics.CodeAnalysis;

namespace MesosOperator.Core.Primitives;

/// <summary>States what must be true; always on, in production too.</summary>
public static class Require
{
    /// <summary>Throws when the statement does not hold.</summary>
    /// <exception cref="InvariantViolationException">The condition is false.</exception>
    public static void That([DoesNotReturnIf(false)] bool condition, string statement)
    {
        if (!condition)
            throw new InvariantViolationException(statement);
    }
}
