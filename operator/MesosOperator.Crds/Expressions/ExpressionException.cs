namespace MesosOperator.Crds.Expressions;

/// <summary>An expression that cannot be read, or has no value for its input.</summary>
internal sealed class ExpressionException(string message) : Exception(message);
