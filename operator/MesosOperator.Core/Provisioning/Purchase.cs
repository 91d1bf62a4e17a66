namespace MesosOperator.Core.Provisioning;

/// <summary>How a machine is bought.</summary>
public enum Purchase
{
    /// <summary>For as long as it is wanted.</summary>
    OnDemand,

    /// <summary>Until the cloud takes it back.</summary>
    Spot,
}
