namespace MesosOperator.Embedded.Storage;

/// <summary>The database cannot be used; the message says why, and what to do.</summary>
internal sealed class StoreException(string message, Exception? cause = null) : Exception(message, cause);
