using System.Globalization;
using MesosOperator.AgentRuntime.Containers.Images;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Sandboxes;

namespace MesosOperator.AgentRuntime.Containers;

/// <summary>Where the output of a container goes, as containerd reads it: paths, or a program that it starts for it.</summary>
/// <param name="Standard">What it says.</param>
/// <param name="Errors">What it says on standard error.</param>
internal sealed record ContainerOutput(string Standard, string Errors)
{
    /// <summary>Into the files themselves, without bound.</summary>
    public static ContainerOutput Plain(string sandbox) =>
        new(Path.Combine(sandbox, SandboxPaths.StandardOutput), Path.Combine(sandbox, SandboxPaths.StandardError));

    /// <summary>Into files of bounded size, by the launcher, which the runtime starts with what is to be done as its arguments.</summary>
    public static ContainerOutput Bounded(string launcher, string sandbox, LogBounds bounds, ImageUser user)
    {
        var request = string.Create(CultureInfo.InvariantCulture, $"{bounds.LargestBytes} {bounds.Files} {user.UserId} {user.GroupId} {sandbox}");
        var program = string.Join('/', Path.GetFullPath(launcher).Split('/').Select(Uri.EscapeDataString));
        var uri = $"binary://{program}?log={Uri.EscapeDataString(request)}"; // one name only: their order is not kept
        return new ContainerOutput(uri, uri);
    }
}
