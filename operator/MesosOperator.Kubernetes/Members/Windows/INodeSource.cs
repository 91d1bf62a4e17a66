using MesosOperator.Core.Identity;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Runtime.Nodes;

namespace MesosOperator.Kubernetes.Members.Windows;

/// <summary>A cluster that can be reached and asked what runs on its nodes.</summary>
internal interface INodeSource
{
    /// <summary>The API server of the cluster.</summary>
    ApiServer Server { get; }

    /// <summary>Where the Pods of tasks are.</summary>
    string TasksNamespace { get; }

    /// <summary>The tasks of an agent whose Pods were seen; null where it is none of the nodes.</summary>
    IReadOnlyList<NodeTask>? TasksOf(AgentId agent);
}
