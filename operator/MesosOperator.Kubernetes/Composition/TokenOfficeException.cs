namespace MesosOperator.Kubernetes.Composition;

/// <summary>A bootstrap token cannot be made.</summary>
public sealed class TokenOfficeException(string message, Exception? cause = null) : Exception(message, cause);
