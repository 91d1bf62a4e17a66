namespace MesosOperator.Kubernetes.Pictures;

/// <summary>What of a picture is compared with the one before.</summary>
internal enum PictureDetail
{
    /// <summary>What lasts: who is there, and who uses what.</summary>
    Lasting,

    /// <summary>That, and what is merely offered, which changes all the time.</summary>
    Offers,
}
