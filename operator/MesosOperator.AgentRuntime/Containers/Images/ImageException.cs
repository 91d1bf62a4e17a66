namespace MesosOperator.AgentRuntime.Containers.Images;

/// <summary>An image cannot be had or cannot be used; the message is for the framework to read.</summary>
internal sealed class ImageException : Exception
{
    public ImageException(string message)
        : base(message)
    {
    }

    public ImageException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
