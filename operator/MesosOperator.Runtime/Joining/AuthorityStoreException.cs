namespace MesosOperator.Runtime.Joining;

/// <summary>The state of the authority cannot be written now.</summary>
public sealed class AuthorityStoreException(string message, Exception cause) : Exception(message, cause);
