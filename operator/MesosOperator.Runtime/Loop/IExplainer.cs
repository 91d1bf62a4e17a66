using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Views;

namespace MesosOperator.Runtime.Loop;

/// <summary>Answers why a framework is, or is not, offered anything, for adapters of any thread.</summary>
public interface IExplainer
{
    /// <summary>Null when nobody knows the framework, too many ask at once, or this is not the master, or no longer.</summary>
    Task<FrameworkOutlook?> ExplainAsync(FrameworkId framework, CancellationToken cancellation);
}
