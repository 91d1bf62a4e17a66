using System.CommandLine;

namespace MesosOperator.Agent;

/// <summary>Options about containers.</summary>
internal sealed partial class AgentCommand
{
    private readonly Option<string> _containerd = new("--containerd")
    {
        Description = "Socket of containerd, which runs the tasks that name an image. Without one there these fail, and say so",
        HelpName = "path",
        DefaultValueFactory = _ => Defaults.Containerd,
    };

    private readonly Option<string> _containerdNamespace = new("--containerd-namespace")
    {
        Description = "The namespace in containerd for images and containers of tasks",
        HelpName = "name",
        DefaultValueFactory = _ => Defaults.ContainerdNamespace,
    };

    private readonly Option<string?> _dockerConfig = new("--docker-config")
    {
        Description = "File such as Docker's config.json with logins for registries, read at each pull",
        HelpName = "path",
    };

    private readonly Option<string[]> _plainRegistries = new("--plain-registry")
    {
        Description = "Registries that are asked without TLS, such as localhost:5000",
        HelpName = "host[,host…]",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string> _networkPlugins = new("--network-cni-plugins")
    {
        Description = "Folders with the programs of the container network interface (CNI)",
        HelpName = "path[:path…]",
        DefaultValueFactory = _ => Defaults.NetworkPlugins,
    };

    private readonly Option<string> _networkConfigurations = new("--network-cni-config")
    {
        Description = "Folder with the networks that tasks may name",
        HelpName = "path",
        DefaultValueFactory = _ => Defaults.NetworkConfigurations,
    };

    private readonly Option<string> _containerBridge = new("--container-bridge")
    {
        Description = "Name of the bridge for containers that want one; made when first needed",
        HelpName = "name",
        DefaultValueFactory = _ => Defaults.ContainerBridge,
    };

    private readonly Option<string> _containerSubnet = new("--container-subnet")
    {
        Description = "Addresses on that bridge",
        HelpName = "address/bits",
        DefaultValueFactory = _ => Defaults.ContainerSubnet,
    };

    private readonly Option<bool> _allowPrivileged = new("--allow-privileged")
    {
        Description = "Allow tasks privileged containers, and such without a filter of system calls",
    };
}
