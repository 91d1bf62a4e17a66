using MesosOperator.Core.Frameworks;

namespace MesosOperator.Core.Master.Views;

/// <summary>A demand of a framework, and for how many of its tasks the offers that the framework holds have no room.</summary>
public sealed record DemandView(Demand Demand, int Unmet);
