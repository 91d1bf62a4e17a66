namespace MesosOperator.Crds.Frameworks;

/// <summary>How a framework and the operator talk.</summary>
public enum FrameworkTransport
{
    /// <summary>Over the Mesos scheduler API.</summary>
    Http,

    /// <summary>With objects of the kinds Offer and Task.</summary>
    Resource,
}
