namespace MesosOperator.Embedded.Hosting;

/// <summary>The embedded API server cannot start; the message says why and what to do, for users.</summary>
public sealed class EmbeddedApiServerException : Exception
{
    internal EmbeddedApiServerException(string message, Exception? cause = null) : base(message, cause)
    {
    }
}
