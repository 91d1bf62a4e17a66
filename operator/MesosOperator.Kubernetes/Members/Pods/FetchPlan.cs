using k8s.Models;
using MesosOperator.Crds.Clusters;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Kubernetes.Members.Pods;

/// <summary>The container that fetches the files of a task into its sandbox before the task begins, as Mesos' fetcher does.</summary>
internal static class FetchPlan
{
    /// <summary>How its container is called, before the name of the task's.</summary>
    public const string Prefix = "fetch-";

    /// <summary>Nothing of a task's is part of the text: it is passed as arguments, four for each file.</summary>
    private const string Script =
        """
        set -e
        while [ $# -gt 0 ]; do
          echo "Fetching $1"
          case "$2" in */*) mkdir -p "${2%/*}" ;; esac
          wget -q -O "$2" "$1" || { echo "Failed to fetch $1"; exit 1; }
          case "$3:$2" in
            true:*.tar|true:*.tar.gz|true:*.tgz|true:*.tar.bz2|true:*.tbz2|true:*.tar.xz|true:*.txz) tar -xf "$2" ;;
            true:*.gz) gunzip -c "$2" > "${2%.gz}" ;;
            true:*.zip) unzip -q -o "$2" ;;
          esac
          if [ "$4" = true ]; then chmod +x "$2"; fi
          shift 4
        done
        """;

    /// <summary>The container; null where there is nothing to fetch. Or why there can be none.</summary>
    public static (V1Container? Container, string? Problem) For(Wire.TaskInfo task, int number, ClusterTasks settings, V1ResourceRequirements resources)
    {
        if (task.Command is not { Uris: { Count: > 0 } uris })
            return (null, null);
        if (settings.FetcherImage is not { } image)
            return (null, "Files by uris cannot be fetched into a Pod of this cluster; its owner may name an image for that in spec.tasks.fetcherImage");
        var arguments = new List<string>();
        foreach (var uri in uris)
        {
            if (!Uri.TryCreate(uri.Value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "ftp"))
                return (null, $"The file {uri.Value} cannot be fetched into a Pod: only http, https and ftp are known there");
            var name = uri.HasOutputFile ? uri.OutputFile : Path.GetFileName(address.AbsolutePath);
            if (name.Length == 0 || name[0] is '/' or '-' || name.Split('/').Any(part => part is "" or "." or ".."))
                return (null, $"The file {uri.Value} has no name in the sandbox, or one that leads out of it");
            arguments.AddRange([uri.Value, name, uri.HasExtract && !uri.Extract ? "false" : "true", uri.HasExecutable && uri.Executable ? "true" : "false"]);
        }

        return (new V1Container
        {
            Name = $"{Prefix}{PodOrder.ContainerOf(number)}",
            Image = image,
            ImagePullPolicy = "IfNotPresent",
            Command = [.. new[] { "/bin/sh", "-c", Script, "fetch" }.Concat(arguments).Select(ContainerPlan.Literal)],
            WorkingDir = VolumePlan.Sandbox,
            Resources = resources,
            VolumeMounts = [VolumePlan.SandboxOf(number)],
        }, null);
    }
}
