using MesosOperator.Crds.Tasks;

namespace MesosOperator.Crds.Offers;

/// <summary>A task to start on the offer's agent. Of each resource what is reserved for the role is used first.</summary>
public sealed record TaskToLaunch : TaskDescription;
