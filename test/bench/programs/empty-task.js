export default function emptyTask() {}
