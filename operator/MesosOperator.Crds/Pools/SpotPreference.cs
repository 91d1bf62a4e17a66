namespace MesosOperator.Crds.Pools;

/// <summary>Which machines are preferred, of those that the cloud can take back.</summary>
public enum SpotPreference
{
    /// <summary>The cheapest.</summary>
    Price,

    /// <summary>Those that are the least likely to be taken back.</summary>
    Capacity,
}
