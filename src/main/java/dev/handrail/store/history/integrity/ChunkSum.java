package dev.handrail.store.history.integrity;

/// The columns of a chunk that its checksum covers. `crc`: of the raw bytes, `packed`: the deflated
/// ones.
public record ChunkSum(
        long run,
        long step,
        long off,
        long length,
        long line0,
        long atMs,
        long crc,
        byte[] packed) {
    public byte[] computeSum() {
        return RowDigest.forTable("chunk")
                .addNumber(run)
                .addNumber(step)
                .addNumber(off)
                .addNumber(length)
                .addNumber(line0)
                .addNumber(atMs)
                .addNumber(crc)
                .addBytes(packed)
                .computeSum();
    }
}
